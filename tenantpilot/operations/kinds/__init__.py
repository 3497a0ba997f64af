"""The product's operations, one module each; importing one adds it to the catalogue."""
