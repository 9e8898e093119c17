"""The bundled sample newsroom: made-up papers, true facts, real HTTP on loopback."""

from pipeline.newsroom.articles import NewsroomError
from pipeline.newsroom.expected import docs, expectations, gold
from pipeline.newsroom.server import DEFAULT_PORT, Newsroom, Request, serve

__all__ = ["DEFAULT_PORT", "Newsroom", "NewsroomError", "Request", "docs", "expectations", "gold", "serve"]
