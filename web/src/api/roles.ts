import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, recu } from "./client";
import type { components } from "./schema";

type S = components["schemas"];

/** Rôles as they were published: for anybody, without a session. */
export type RolePublie = Omit<S["PublicRole"], "sitting"> & { sitting: Required<S["AudienceSitting"]> };
export type RolesPublies = Omit<S["PublicRoles"], "items"> & { items: RolePublie[] };

export const rolesPublies = (chambre: string | undefined, du: string, au: string) =>
  queryOptions({
    queryKey: ["roles", chambre ?? "", du, au],
    // The chambers that one chooses from come with the list: they stay while another is read.
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await recu(api.GET("/roles", { params: { query: { chambre, du, au } }, signal }))) as RolesPublies,
  });

export const rolePublie = (audience_id: string) =>
  queryOptions({
    queryKey: ["roles", audience_id],
    queryFn: async ({ signal }) => (await recu(api.GET("/roles/{audience_id}", { params: { path: { audience_id } }, signal }))) as RolePublie,
  });

/** The paper that anybody may print, and the one that the registry posts. */
export const papierDuRole = (audience_id: string) => `/api/v1/roles/${audience_id}/papier`;
export const papierDeLAudience = (audience_id: string) => `/api/v1/audiences/${audience_id}/papier`;
