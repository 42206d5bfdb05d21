"""Where rows are kept: tables (columns only), one query module per table, migrations."""
