# N’importe quel cluster Kubernetes qui existe : espace, opérateurs, secrets, et la chart. Mince, comme ../openstack.
# Jamais appliqué par ceux qui l’ont écrit (voir ../README.md) : mis en forme et lu seulement.
terraform {
  required_version = ">= 1.11"
  required_providers {
    helm       = { source = "hashicorp/helm", version = "~> 3.0" }
    kubernetes = { source = "hashicorp/kubernetes", version = "~> 2.36" }
  }
}

variable "namespace" { type = string }
variable "chart" {
  description = "Dossier, archive ou adresse OCI de la chart greffe."
  type        = string
}
variable "values" { type = any }
variable "operators" {
  description = "Opérateurs à installer, avec leur version ; vide : ils y sont déjà."
  type        = map(object({ repository = string, chart = string, version = string, namespace = string }))
  default     = {}
}
variable "secrets" {
  description = "Contenu du Secret greffe-secrets. Éphémère : il n’entre dans aucun état."
  type        = map(string)
  ephemeral   = true
}
variable "secrets_version" {
  description = "À augmenter pour que de nouveaux secrets soient écrits."
  type        = number
  default     = 1
}

resource "kubernetes_namespace_v1" "greffe" {
  metadata {
    name   = var.namespace
    labels = { "pod-security.kubernetes.io/enforce" = "restricted" }
  }
}

resource "helm_release" "operator" {
  for_each         = var.operators
  name             = each.key
  repository       = each.value.repository
  chart            = each.value.chart
  version          = each.value.version
  namespace        = each.value.namespace
  create_namespace = true
}

resource "kubernetes_secret_v1" "greffe" {
  metadata {
    name      = "greffe-secrets"
    namespace = kubernetes_namespace_v1.greffe.metadata[0].name
  }
  data_wo          = var.secrets
  data_wo_revision = var.secrets_version
}

resource "helm_release" "greffe" {
  name       = "greffe"
  chart      = var.chart
  namespace  = kubernetes_namespace_v1.greffe.metadata[0].name
  values     = [yamlencode(var.values)]
  wait       = false
  depends_on = [helm_release.operator, kubernetes_secret_v1.greffe]
}
