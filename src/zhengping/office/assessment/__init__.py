"""Self-assessment: claims point by point, proofs, declarations, applications for bonus, the report, the submission."""
