"""Stages: functions from artifacts and settings to one artifact."""
