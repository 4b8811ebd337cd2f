from ipaddress import ip_network

import pytest

from daily8.engine.http.guard import refusal

PUBLIC = [
    "93.184.216.34",
    "1.1.1.1",
    "100.128.0.1",
    "172.32.0.1",
    "192.167.0.1",
    "2606:4700:4700::1111",
    "2a02:26f0::1",
]
PUBLIC_INSIDE = ["::ffff:93.184.216.34", "64:ff9b::5db8:d822", "2a02:26f0::5efe:93.184.216.34"]
PRIVATE = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254"),
    *("168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1"),
    *(
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
    ),
    *("240.0.0.1", "255.255.255.255"),
    *(
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::10.0.0.1",
    ),
    *("64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "3fff::1"),
    *("5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1"),
    *("2a02:26f0::5efe:127.0.0.1", "2a02:26f0::200:5efe:10.0.0.1", "2a02:26f0::1%3"),
]


@pytest.mark.parametrize("address", PUBLIC + PUBLIC_INSIDE)
def test_public_addresses_may_be_called_on_web_ports(address):
    assert [refusal(address, port) for port in (80, 443, 8080, 8443)] == [""] * 4


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_the_public_internet_is_refused(address):
    assert refusal(address, 80) == f"{address} is not a public address"


@pytest.mark.parametrize("port", [0, 21, 22, 25, 53, 3306, 5432, 6379, 8000, 9200, 11211])
def test_other_ports_are_refused(port):
    assert refusal("93.184.216.34", port).startswith(f"port {port} is not a web port")


def test_what_is_not_an_address_is_refused():
    assert refusal("localhost", 80) == "'localhost' is not a network address"


def test_the_operator_may_open_networks_on_every_port():
    loopback = [ip_network("127.0.0.0/8"), ip_network("fd00::/8")]

    assert refusal("127.0.0.1", 8801, allowed_networks=loopback) == ""
    assert refusal("::ffff:127.0.0.1", 25, allowed_networks=loopback) == ""
    assert refusal("fd00::5", 8801, allowed_networks=loopback) == ""
    assert refusal("10.0.0.1", 80, allowed_networks=loopback) != ""
    assert refusal("93.184.216.34", 8801, allowed_networks=loopback) != ""
