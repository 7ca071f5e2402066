"""Read the kit's HTML and SVG back; that it parses as XML is a check of its own."""

from xml.etree import ElementTree as ET


def parse(html: str) -> ET.Element:
    """Return HTML or SVG as one tree."""
    return ET.fromstring(f"<root>{html}</root>")


def text(element: ET.Element) -> str:
    """Return what a reader sees of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def having(root: ET.Element, attribute: str) -> list[ET.Element]:
    """Return the elements that carry an attribute, in reading order."""
    return [element for element in root.iter() if attribute in element.attrib]


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    """Return the elements of a CSS class, in reading order."""
    return [element for element in root.iter() if name in element.get("class", "").split()]


def number(element: ET.Element, attribute: str) -> float:
    """Return the number that an attribute of an element holds."""
    return float(element.attrib[attribute])
