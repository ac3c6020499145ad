"""Every setting, from the environment (prefix PANHUO_)."""

from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from panhuo.rules.vocabulary import ServiceContactKind

MAX_SERVICE_CONTACTS = 20


class ServiceContactSetting(BaseModel):
    """Whom users ask for help (S192). An unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid")

    kind: ServiceContactKind
    organisation: str = Field(min_length=1, max_length=100)
    person: str | None = Field(default=None, max_length=60)
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=100)


class Settings(BaseSettings):
    """Settings of a process. Each is read from `PANHUO_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="PANHUO_")

    database_url: str = "sqlite://panhuo.sqlite3"
    """`sqlite://PATH` or `postgres://user:password@host:port/database`."""
    database_pool_max: int = 10
    """PostgreSQL connections a process's pool may hold; `panhuo serve` derives it where it is not set."""
    replica_url: str = Field(default="", pattern=r"^$|^postgres://")
    """A streaming replica of that database, from which queries are read; empty: none."""
    replica_lag_seconds: float = Field(default=5, ge=0.5)
    """How old what a replica shows may be; one that is further behind is not read."""
    session_hours: int = 24 * 14
    secure_cookies: bool = False
    """Send the session cookie over HTTPS only. Set it wherever TLS is used."""
    trusted_proxies: int = 0
    """How many proxies in front append to X-Forwarded-For; 0 ignores the header."""
    plan_cache_size: int = 2000
    sign_in_account_failures: int = 8
    """Failed sign-ins of one account in a window before it is locked."""
    sign_in_address_failures: int = 40
    sign_in_window_seconds: int = 900
    password_cost: Literal["strong", "test"] = "strong"  # noqa: S105
    """How dear a password hash is; `test` makes it worthless, and is for tests alone."""
    password_threads: int = 2
    """Passwords hashed at once in a process, 64 MiB each."""
    max_body_bytes: int = 1_000_000
    max_document_characters: int = Field(default=100_000, ge=1)
    max_tokens: int = Field(default=4_000, ge=1)
    """Of a document, comments included."""
    max_definitions: int = Field(default=100, ge=1)
    """Operations and fragments of a document."""
    max_depth: int = Field(default=25, ge=1)
    """Fields inside fields."""
    max_selections: int = Field(default=2_000, ge=1)
    """Fields, spreads and inline fragments of a document, its fragments written out."""
    max_aliases: int = Field(default=200, ge=0)
    """Of a document, its fragments written out."""
    max_root_fields: int = Field(default=50, ge=1)
    """Of an operation."""
    max_repeats: int = Field(default=50, ge=1)
    """Fields that share one response key at one place."""
    max_directives: int = Field(default=5, ge=0)
    """At one place of a document."""
    max_list_items: int = Field(default=1_000, ge=1)
    """Of a list in a document or among variables."""
    max_variable_values: int = Field(default=10_000, ge=1)
    """Values among the variables, at any depth."""
    max_variable_depth: int = Field(default=50, ge=1)
    max_errors: int = Field(default=50, ge=1)
    """Errors of an answer; those beyond are counted."""
    max_operation_seconds: float = Field(default=30, gt=0)
    """How long an operation may take."""
    cost_limit_factor: float = Field(default=1, gt=0)
    """Multiplies what each role's operations may cost."""
    budget_factor: float = Field(default=1, ge=0)
    """Multiplies what each account, token and visitor's address may spend within a minute; 0: any amount."""
    budget_url: str = Field(default="", pattern=r"^$|^rediss?://")
    """A Redis in which budgets are kept for all processes; empty: that of `broker_url`, else each its own."""
    subscriptions_per_viewer: int = Field(default=50, ge=1)
    """Open at once for one account in a process; for one address, of visitors."""
    operations_per_socket: int = Field(default=20, ge=1)
    """Under way at once on one WebSocket."""
    socket_init_seconds: float = Field(default=10, gt=0)
    """How long a WebSocket may wait before it sends `connection_init`."""
    heartbeat_seconds: float = Field(default=15, gt=0)
    """How long a stream of events may be silent before it sends a comment."""
    files_url: str = "panhuo-files"
    """Where uploads and exports lie: a folder, `file:///PATH`, or `s3://BUCKET/PREFIX`, whose keys and
    endpoint come from the usual `AWS_…` variables."""
    max_upload_bytes: int = 50_000_000
    upload_hours: int = 24
    """How long an upload waits to be used."""
    uploads_per_account: int = 20
    """Uploads of one account that may wait at once."""
    broker_url: str = Field(default="", pattern=r"^$|^(rediss?|amqps?)://")
    """Carries jobs to `panhuo worker`: `redis://…` or `amqp://…`; empty runs them in the web's processes."""
    job_queue: str = Field(default="panhuo", pattern=r"^[A-Za-z0-9_-]+$")
    """The broker's queue; installations that share a broker have one each."""
    job_attempts: int = Field(default=5, ge=1)
    """How often a stage of a job is begun before it is given up."""
    job_lease_seconds: float = Field(default=30, gt=0)
    """How long a job may be silent before its process is taken for dead."""
    job_retry_seconds: float = Field(default=2, gt=0)
    """How long a job waits after a failure of the machinery; doubled after each."""
    job_confirm_hours: int = Field(default=24, ge=1)
    """How long a checked job waits for its confirmation."""
    job_keep_days: int = Field(default=30, ge=1)
    """How long a job that is over is kept, with its files."""
    job_drain_seconds: float = Field(default=20, ge=0)
    """How long a worker told to stop lets its jobs finish before it hands them back."""
    export_rows: int = Field(default=2_000_000, ge=1)
    """Rows of an export; a workbook holds 1,048,575 at most."""
    exports_per_account: int = Field(default=3, ge=1)
    """Exports of one account that may be under way at once."""
    cors_origins: list[str] = []
    """Origins whose pages may use the API with a session as a bearer token, as a JSON list:
    `["https://app.example.edu.cn"]`. Those of API tokens need not stand here."""
    compress: bool = True
    """Compress answers for clients that accept it; set it to false behind a proxy that does."""
    open_introspection: bool = False
    """Let visitors introspect the schema too, not only who is signed in."""
    trusted_documents: str = ""
    """A JSON file of document id → text, asked for as `documentId`."""
    trusted_documents_only: bool = False
    """Run nothing but the documents of that file."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "console"] = "json"
    metrics_token: str = Field(default="", pattern=r"^([\x21-\x7e]{16,})?$")
    """Whoever brings it as a bearer token is served `/metrics`, which is not there without it."""
    drain_seconds: float = Field(default=5, ge=0)
    """How long a server told to stop goes on serving while `/readyz` says 503, so that proxies notice."""
    service_contacts: list[ServiceContactSetting] = Field(default=[], max_length=MAX_SERVICE_CONTACTS)
    """Whom users ask for help, as a JSON list of objects: kind, organisation, person, phone, email."""
    demo: bool = False
    """Show the demo's ready accounts, with their password, to every visitor. Only `panhuo demo` sets it."""

    @field_validator("replica_url")
    @classmethod
    def replica_of_a_postgres(cls, url: str, info: ValidationInfo) -> str:
        """Only a PostgreSQL has replicas."""
        if url and not info.data.get("database_url", "").startswith("postgres"):
            raise ValueError("a replica is one of a PostgreSQL, and PANHUO_DATABASE_URL names none")
        return url


@lru_cache
def get_settings() -> Settings:
    """Read the environment once a process."""
    return Settings()
