import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = process.env.IOC_DEV_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: 'client',
  plugins: [react()],
  // The server puts a nonce of its own into each answer (server/http/static.ts).
  html: { cspNonce: '__CSP_NONCE__' },
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2024', sourcemap: false, chunkSizeWarningLimit: 1200 },
  server: { host: '127.0.0.1', proxy: { '/api/v1': server, '/socket.io': { target: server, ws: true } } },
  test: {
    root: import.meta.dirname,
    projects: [
      {
        test: {
          name: 'unit',
          root: import.meta.dirname,
          include: ['{shared,server,fixtures}/**/*.test.ts', 'client/**/*.test.{ts,tsx}'],
          globalSetup: ['server/test/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          root: import.meta.dirname,
          include: ['client/e2e/*.spec.ts'],
          globalSetup: ['client/e2e/built.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          // After the others: a browser with software graphics wants the machine for itself.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
