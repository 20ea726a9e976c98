"""Made-up pages and small sites in the manner of the content systems that public sites use; no text of a real site."""
