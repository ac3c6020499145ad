"""The catalogue of error codes, in English and Chinese. Every error that leaves Panhuo has one."""

from panhuo.errors.codes import ErrorCode
from panhuo.errors.error import PanhuoError
from panhuo.errors.messages import MEANINGS, MESSAGES, Detail, message

__all__ = ["MEANINGS", "MESSAGES", "Detail", "ErrorCode", "PanhuoError", "message"]
