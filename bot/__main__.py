"""`python -m bot` is `attribune`."""

from bot.cli import main

if __name__ == "__main__":
    main()
