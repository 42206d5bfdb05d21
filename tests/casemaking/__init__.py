"""A second implementation that makes genuine badges with one defect each; it never uses the package it helps to judge."""
