"""Addresses outside, asked whether they still answer: records and pages → what is linked, and what each said."""
