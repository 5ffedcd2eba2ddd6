"""Documents that say the same: equal after normalisation, or nearly so."""
