# Un nuage OpenStack de l’État : réseau, machines, stockage d’objets, nom. Mince : ce qui se calcule est dans ../plan.
# Jamais appliqué par ceux qui l’ont écrit (voir ../README.md) : mis en forme et lu seulement.
terraform {
  required_version = ">= 1.9"
  required_providers {
    openstack = { source = "terraform-provider-openstack/openstack", version = "~> 3.0" }
  }
}

variable "names" { type = map(string) }
variable "nodes" { type = map(object({ count = number, cpus = number, memory = number, disk = number })) }
variable "subnets" { type = map(string) }
variable "host" { type = string }
variable "dns_zone" {
  description = "Zone qui porte le nom public, point final compris."
  type        = string
}
variable "external_network" { type = string }
variable "image" { type = string }
variable "key_pair" { type = string }
variable "administration" {
  description = "Réseaux d’où l’on administre."
  type        = list(string)
}

locals {
  entry    = sort(keys(local.machines))[0]
  machines = merge([for zone, node in var.nodes : { for number in range(node.count) : "${zone}-${number + 1}" => merge(node, { zone = zone }) }]...)
}

data "openstack_networking_network_v2" "external" { name = var.external_network }

data "openstack_compute_flavor_v2" "node" {
  for_each = var.nodes
  vcpus    = each.value.cpus
  min_ram  = each.value.memory * 1024
}

resource "openstack_networking_network_v2" "inside" {
  name                  = var.names.network
  port_security_enabled = true
}

resource "openstack_networking_subnet_v2" "zone" {
  for_each   = var.subnets
  name       = "${var.names.network}-${each.key}"
  network_id = openstack_networking_network_v2.inside.id
  cidr       = each.value
}

resource "openstack_networking_router_v2" "out" {
  name                = var.names.network
  external_network_id = data.openstack_networking_network_v2.external.id
}

resource "openstack_networking_router_interface_v2" "zone" {
  for_each  = openstack_networking_subnet_v2.zone
  router_id = openstack_networking_router_v2.out.id
  subnet_id = each.value.id
}

resource "openstack_networking_secgroup_v2" "nodes" {
  name                 = var.names.cluster
  delete_default_rules = true
}

resource "openstack_networking_secgroup_rule_v2" "between" {
  direction         = "ingress"
  ethertype         = "IPv4"
  remote_group_id   = openstack_networking_secgroup_v2.nodes.id
  security_group_id = openstack_networking_secgroup_v2.nodes.id
}

resource "openstack_networking_secgroup_rule_v2" "out" {
  direction         = "egress"
  ethertype         = "IPv4"
  security_group_id = openstack_networking_secgroup_v2.nodes.id
}

resource "openstack_networking_secgroup_rule_v2" "public" {
  for_each          = toset(["80", "443"])
  direction         = "ingress"
  ethertype         = "IPv4"
  protocol          = "tcp"
  port_range_min    = tonumber(each.value)
  port_range_max    = tonumber(each.value)
  remote_ip_prefix  = "0.0.0.0/0"
  security_group_id = openstack_networking_secgroup_v2.nodes.id
}

resource "openstack_networking_secgroup_rule_v2" "administration" {
  for_each          = { for pair in setproduct(var.administration, [22, 6443]) : "${pair[0]} ${pair[1]}" => pair }
  direction         = "ingress"
  ethertype         = "IPv4"
  protocol          = "tcp"
  port_range_min    = each.value[1]
  port_range_max    = each.value[1]
  remote_ip_prefix  = each.value[0]
  security_group_id = openstack_networking_secgroup_v2.nodes.id
}

resource "openstack_blockstorage_volume_v3" "data" {
  for_each          = local.machines
  name              = "${var.names.cluster}-${each.key}"
  size              = each.value.disk
  availability_zone = each.value.zone
  lifecycle { prevent_destroy = true }
}

# Chaque machine est dans le réseau de sa zone.
resource "openstack_networking_port_v2" "node" {
  for_each           = local.machines
  name               = "${var.names.cluster}-${each.key}"
  network_id         = openstack_networking_network_v2.inside.id
  security_group_ids = [openstack_networking_secgroup_v2.nodes.id]
  fixed_ip { subnet_id = openstack_networking_subnet_v2.zone[each.value.zone].id }
}

resource "openstack_compute_instance_v2" "node" {
  for_each          = local.machines
  name              = "${var.names.cluster}-${each.key}"
  image_name        = var.image
  flavor_id         = data.openstack_compute_flavor_v2.node[each.value.zone].id
  key_pair          = var.key_pair
  availability_zone = each.value.zone
  network { port = openstack_networking_port_v2.node[each.key].id }
  depends_on = [openstack_networking_router_interface_v2.zone]
}

resource "openstack_compute_volume_attach_v2" "data" {
  for_each    = local.machines
  instance_id = openstack_compute_instance_v2.node[each.key].id
  volume_id   = openstack_blockstorage_volume_v3.data[each.key].id
}

resource "openstack_objectstorage_container_v1" "files" {
  name       = var.names.files_bucket
  versioning = true
  lifecycle { prevent_destroy = true }
}

resource "openstack_networking_floatingip_v2" "public" { pool = var.external_network }

# Une machine la porte : si elle tombe, l’entrée tombe. Un équilibreur de votre nuage la remplace quand il y en a un.
resource "openstack_networking_floatingip_associate_v2" "public" {
  floating_ip = openstack_networking_floatingip_v2.public.address
  port_id     = openstack_networking_port_v2.node[local.entry].id
  depends_on  = [openstack_networking_router_interface_v2.zone]
}

data "openstack_dns_zone_v2" "public" { name = var.dns_zone }

resource "openstack_dns_recordset_v2" "public" {
  zone_id = data.openstack_dns_zone_v2.public.id
  name    = "${var.host}."
  type    = "A"
  ttl     = 300
  records = [openstack_networking_floatingip_v2.public.address]
}

output "nodes" {
  description = "Machines et adresses, pour l’inventaire d’Ansible ou l’installateur du cluster."
  value       = { for name, node in openstack_compute_instance_v2.node : name => node.access_ip_v4 }
}

output "public_address" { value = openstack_networking_floatingip_v2.public.address }
