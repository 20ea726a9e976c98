"""The office by REST, with OpenAPI: the same declarations, objects and rules as its pages (docs/api.md)."""
