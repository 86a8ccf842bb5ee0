-- :checkhealth worksheet
local M = {}

local function check_editor()
  if vim.fn.has("nvim-0.11") == 1 then
    vim.health.ok("Neovim " .. tostring(vim.version()))
  else
    vim.health.error("Neovim 0.11 or newer is needed", "This is Neovim " .. tostring(vim.version()))
  end
end

local function check_command()
  local config = vim.lsp.config and vim.lsp.config.worksheet
  local cmd = config and config.cmd
  if type(cmd) ~= "table" then
    vim.health.error("There is no configuration named “worksheet”", "Add editors/neovim to 'runtimepath'")
    return
  end
  if vim.fn.executable(cmd[1]) == 0 then
    vim.health.error(
      ("The command “%s” cannot be run"):format(cmd[1]),
      { "pip install . in a clone of the repository", 'or vim.lsp.config("worksheet", { cmd = { "/path/to/worksheet", "server" } })' }
    )
    return
  end
  local version = vim.system({ cmd[1], "--version" }, { text = true }):wait(10000)
  if version.code == 0 then
    vim.health.ok(("%s (%s)"):format(vim.trim(version.stdout), vim.fn.exepath(cmd[1])))
  else
    vim.health.warn(("“%s --version” failed"):format(cmd[1]), vim.split(vim.trim(version.stderr or ""), "\n"))
  end
end

local function check_clients()
  if not vim.lsp.is_enabled or vim.lsp.is_enabled("worksheet") then
    vim.health.ok("The server is enabled for .calc files")
  else
    vim.health.warn("The server is not enabled", 'vim.lsp.enable("worksheet")')
  end
  local clients = vim.lsp.get_clients({ name = "worksheet" })
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    vim.health.ok(("Server %d answers for %d buffer(s), positions in %s"):format(client.id, buffers, client.offset_encoding))
  end
  if #clients == 0 then
    vim.health.info("No server runs; one starts with the first .calc file")
  end
end

function M.check()
  vim.health.start("worksheet: editor")
  check_editor()
  vim.health.start("worksheet: server")
  check_command()
  check_clients()
end

return M
