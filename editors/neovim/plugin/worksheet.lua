-- Starts the server for .calc files and shows the answers beside the lines.
-- Set vim.g.worksheet_enabled = false before this is sourced to do either yourself.
if vim.g.loaded_worksheet or vim.g.worksheet_enabled == false then
  return
end
vim.g.loaded_worksheet = true

if not vim.lsp.enable then
  vim.notify("worksheet: Neovim 0.11 or newer is needed", vim.log.levels.WARN)
  return
end

vim.api.nvim_create_autocmd("LspAttach", {
  group = vim.api.nvim_create_augroup("worksheet", {}),
  desc = "Show the answers of a worksheet beside its lines",
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "worksheet" then
      vim.lsp.inlay_hint.enable(true, { bufnr = event.buf })
    end
  end,
})

vim.lsp.enable("worksheet")
