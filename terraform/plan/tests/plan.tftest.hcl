variables {
  name        = "cassation-prod"
  host        = "greffe.example.org"
  zones       = ["a", "b", "c"]
  oidc_issuer = "https://connexion.example.org"
  storage     = { endpoint = "https://s3.a.example.org", region = "fr-1", backups_endpoint = "https://s3.b.example.org" }
}

run "three_zones_lose_one" {
  assert {
    condition     = output.values.database.cluster.instances == 3 && output.values.database.cluster.synchronous
    error_message = "Trois zones : trois bases, écriture synchrone."
  }
  assert {
    condition     = output.values.broker.cluster.replicas == 3 && output.values.components.gateway.replicas >= 3
    error_message = "Trois zones : un courtier et une passerelle dans chacune."
  }
  assert {
    condition     = length(distinct(values(output.subnets))) == 3 && output.subnets["b"] == "10.40.16.0/20"
    error_message = "Un sous-réseau par zone."
  }
  assert {
    condition     = output.names.files_bucket != output.names.backups_bucket
    error_message = "Pièces et sauvegardes à part."
  }
}

run "one_zone_is_small" {
  variables { zones = ["a"] }
  assert {
    condition     = output.values.database.cluster.instances == 1 && !output.values.database.cluster.synchronous && output.nodes["a"].count == 1
    error_message = "Une zone : tout en un."
  }
}

run "the_disk_follows_the_cases" {
  variables { cases_a_year = 1000000 }
  assert {
    condition     = output.values.database.cluster.storage.size == "5723Gi" && output.nodes["a"].memory == 64
    error_message = "La base croît avec les pourvois."
  }
}

run "two_zones_have_no_majority" {
  command = plan
  variables { zones = ["a", "b"] }
  expect_failures = [var.zones]
}

run "backups_are_elsewhere" {
  command = plan
  variables { storage = { endpoint = "https://s3.a.example.org", region = "fr-1", backups_endpoint = "https://s3.a.example.org" } }
  expect_failures = [var.storage]
}

run "nothing_is_served_that_no_antivirus_has_read" {
  assert {
    condition     = output.values.antivirus == "aucun"
    error_message = "À défaut d’adresse, les pièces attendent."
  }
}

run "an_antivirus_is_not_done_without" {
  command = plan
  variables { antivirus = "servir-sans" }
  expect_failures = [var.antivirus]
}

run "a_host_has_no_scheme" {
  command = plan
  variables { host = "https://greffe.example.org" }
  expect_failures = [var.host]
}

run "a_network_is_large_enough" {
  command = plan
  variables { network = "10.40.0.0/24" }
  expect_failures = [var.network]
}
