"""`python -m ledgerstone.web.update_catalogues`: bring each .po file up to the messages of code and templates."""

from ledgerstone.web.catalogues import TRANSLATED, update

if __name__ == "__main__":
    for language in TRANSLATED:
        update(language)
