# syntax=docker/dockerfile:1
# The bot in a slim image, without compilers: every dependency is a wheel of the hashed requirements.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
COPY requirements.txt ./
RUN python -m venv /opt/attribune \
 && /opt/attribune/bin/pip install --require-hashes --only-binary :all: -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY corpus corpus
RUN /opt/attribune/bin/pip install --no-deps --no-build-isolation --no-index . \
 && /opt/attribune/bin/pip uninstall --yes hatchling editables pip

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Attribune" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --gid 10001 attribune \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin attribune \
 && install --directory --owner 10001 --group 10001 --mode 0700 /data
COPY --from=build /opt/attribune /opt/attribune
ENV PATH=/opt/attribune/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ATTRIBUNE_DATA=/data \
    ATTRIBUNE_HEALTH_PORT=8080
WORKDIR /data
VOLUME /data
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["attribune", "health"]
ENTRYPOINT ["attribune"]
CMD ["run"]
