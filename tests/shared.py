"""Where the shared material of the work stands, for tests that read it; such tests are skipped where it is absent."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
