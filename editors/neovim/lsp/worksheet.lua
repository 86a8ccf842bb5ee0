-- The configuration that vim.lsp.enable("worksheet") starts.
return {
  cmd = { "worksheet", "server" },
  filetypes = { "calc" },
  root_markers = { "worksheet.toml", "pyproject.toml", ".git" },
}
