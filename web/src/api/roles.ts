import { queryOptions } from "@tanstack/react-query";
import { api, recu } from "./client";
import type { components } from "./schema";

type S = components["schemas"];

/** Rôles as they were published: for anybody, without a session. */
export type RolesPublies = S["PublicRoles"];
export type RolePublie = S["PublicRole"];

export const rolesPublies = (chambre: string | undefined, du: string, au: string) =>
  queryOptions({
    queryKey: ["roles", chambre ?? "", du, au],
    queryFn: ({ signal }) => recu(api.GET("/roles", { params: { query: { chambre, du, au } }, signal })),
  });

export const rolePublie = (audience_id: string) =>
  queryOptions({
    queryKey: ["roles", audience_id],
    queryFn: ({ signal }) => recu(api.GET("/roles/{audience_id}", { params: { path: { audience_id } }, signal })),
  });

/** The paper that anybody may print, and the one that the registry posts. */
export const papierDuRole = (audience_id: string) => `/api/v1/roles/${audience_id}/papier`;
export const papierDeLAudience = (audience_id: string) => `/api/v1/audiences/${audience_id}/papier`;
