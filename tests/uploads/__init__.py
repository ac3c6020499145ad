"""Uploads over HTTP: POST /uploads, multipart requests, and what becomes of the files."""
