"""The preview's page as a person uses it, in a real browser; left out where there is none."""

import asyncio
import re
import shutil
from contextlib import asynccontextmanager

import pytest

from bot.bootstrap import open_app, start_loops
from bot.preview import Clock, show

engines = pytest.importorskip("playwright.async_api", reason="there is no Playwright here")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
WITHIN_MS = 20_000
ARTICLE = (
    'A bridge opens\n\nThe bridge of Ardley cost 4.2 million pounds. "A good day," said Jo Bell.'
)


class Visitor:
    """Somebody at the page."""

    def __init__(self, page):
        self.page = page
        self.mistakes, self.hosts = [], set()
        page.set_default_timeout(WITHIN_MS)
        page.on("pageerror", lambda error: self.mistakes.append(str(error)))
        page.on("request", lambda sent: self.hosts.add(sent.url.split("/")[2].split(":")[0]))

    async def press(self, name):
        await self.page.get_by_role("button", name=name).last.click()

    async def pick(self, words):
        await self.page.get_by_role("option").filter(has_text=words).last.click()

    async def write(self, text):
        await self.page.locator("form textarea").first.click()
        await self.page.keyboard.type(text)

    async def start(self, command):
        await self.write(f"/{command}")
        await self.page.get_by_role("option").filter(has_text=f"/{command}").first.click()

    async def sees(self, words):
        await self.page.get_by_text(words).last.wait_for(state="attached")

    async def fill_in(self, field, text):
        await self.page.locator(f"dialog {field}, [role=dialog] {field}").first.fill(text)
        await self.press("Submit")


@asynccontextmanager
async def browser(url):
    async with engines.async_playwright() as engine:
        chromium = await engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        visitor = Visitor(await chromium.new_page())
        await visitor.page.goto(url)
        yield visitor
        await chromium.close()


@pytest.fixture
async def visit(make_settings):
    clock, announced = Clock(), asyncio.get_running_loop().create_future()
    async with open_app(make_settings(), clock=clock) as app:
        playing = asyncio.create_task(show(app, clock, start_loops, announced.set_result))
        await asyncio.wait({playing, announced}, return_when=asyncio.FIRST_COMPLETED)
        async with browser(announced.result()) as visitor:
            yield visitor, clock
            assert visitor.mistakes == []
            assert visitor.hosts == {"127.0.0.1"}
            await visitor.page.locator("summary", has_text="More").click()
            await visitor.press("End preview session")
            await asyncio.wait_for(playing, 30)


async def test_options_are_completed_and_private_answers_are_shared(visit):
    visitor, _ = visit
    await visitor.start("speakers")
    await visitor.press(re.compile("options"))
    await visitor.pick("name")
    await visitor.page.keyboard.type("wal")
    await visitor.pick("Ben Wallace")
    await visitor.press("Send")
    await visitor.sees(re.compile(r"quotations in 2 articles"))
    await visitor.start("ask")
    await visitor.page.keyboard.type("When was Crimea annexed?")
    await visitor.press(re.compile("more"))
    await visitor.pick("private")
    await visitor.pick("True")
    await visitor.press("Send")
    await visitor.sees("Only you can see this")
    await visitor.press("Share")
    await visitor.page.select_option("select", label="somebody")
    await visitor.sees(re.compile("in 2014 had led"))


async def test_forms_mentions_and_a_briefing_by_itself(visit):
    visitor, clock = visit
    await visitor.start("articles add")
    await visitor.press("Send")
    await visitor.fill_in("textarea", ARTICLE)
    await visitor.sees(re.compile("A bridge opens"))
    await visitor.write("@attribune how much did the bridge of Ardley cost?\n")
    await visitor.sees(re.compile("4.2 million"))
    await visitor.press("Ask on")
    await visitor.fill_in("input", "and who said it is a good day?")
    await visitor.sees("Jo Bell")
    clock.env.backend.advance_clock(150)
    await clock.env.settle()
    await visitor.sees(re.compile("new stories since"))
    await visitor.press("Change")
    await visitor.fill_in("input", "19:30")
    await visitor.sees(re.compile("19:30 in"))
