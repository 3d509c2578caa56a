"""Dated data: prices and hosts, each row with its source and the day it was checked."""
