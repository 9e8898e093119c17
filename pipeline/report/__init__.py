"""The report: one self-contained page of what the published snapshot says, and the same served live on loopback."""
