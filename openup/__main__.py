"""`python -m openup` is the command `openup`."""

from openup.cli.main import main

if __name__ == "__main__":
    main()
