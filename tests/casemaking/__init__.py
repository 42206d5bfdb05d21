"""A second implementation that makes genuine badges with one defect each, and never uses the package it judges."""
