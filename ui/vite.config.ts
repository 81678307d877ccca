import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { manual } from "./manual.ts";

export default defineConfig(({ mode }) => ({
	plugins: [manual(), svelte()],
	// The webview loads the bundle from its own scheme, so addresses stay relative.
	base: "./",
	clearScreen: false,
	// The manual stands beside the interface, in docs.
	server: { port: 1420, strictPort: true, fs: { allow: [".."] } },
	build: {
		target: ["es2022", "safari16", "chrome105"],
		// A data: font would be refused by the content security policy.
		assetsInlineLimit: 0,
		chunkSizeWarningLimit: 900,
	},
	// Component tests need the browser build of Svelte.
	resolve: mode === "test" ? { conditions: ["browser"] } : {},
	// Style sheets are read by the test of their colours.
	test: { environment: "jsdom", include: ["src/**/*.test.ts"], css: { include: [/styles\/(tokens|parts)\.css/] } },
}));
