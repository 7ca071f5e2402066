"""What the kit knows: the tables of ``data/`` as frozen records, and the references behind them."""
