"""`python -m ledgerstone.web.compile_catalogues`: write the .mo files that Django reads; run by `make`."""

from ledgerstone.web.catalogues import compile_all

if __name__ == "__main__":
    compile_all()
