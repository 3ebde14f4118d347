from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "brobygger.catalog"
