"""How far the accepted documents cover the subject, measured on what was written."""
