import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ErreurApi } from "../api/probleme";
import { routeur } from "./routeur";

const ESSAIS_MAX = 2;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refused once it refuses again; what it could not answer may come.
      retry: (essais, cause) => essais < ESSAIS_MAX && !(cause instanceof ErreurApi && cause.estRefus),
    },
  },
});

export function Fournisseurs() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={routeur} />
    </QueryClientProvider>
  );
}
