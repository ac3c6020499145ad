# The image of `panhuo serve` and `panhuo worker`: docker build -t panhuo . && docker run -p 8000:8000 -v panhuo:/data panhuo
FROM python:3.11-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/panhuo \
    && /opt/panhuo/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home panhuo
COPY --from=build /opt/panhuo /opt/panhuo
ENV PATH=/opt/panhuo/bin:$PATH PYTHONUNBUFFERED=1
USER panhuo
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["panhuo"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
