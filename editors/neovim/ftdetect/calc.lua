vim.filetype.add({ extension = { calc = "calc" } })
