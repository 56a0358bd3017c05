"""One file per page; each page answers the address and the same address with `.json`."""
