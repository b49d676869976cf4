"""The engine that builds, checks and grades assignments; it knows nothing of any one of them."""

__version__ = "0.1.0"
