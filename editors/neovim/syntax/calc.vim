" Math worksheets.
if exists("b:current_syntax")
  finish
endif

syntax case match

syntax match calcNumber   "\v<\d[0-9_]*(\.\d+)?([eE][+-]?\d+)?"
syntax match calcNumber   "\v\.@<!\.\d+([eE][+-]?\d+)?"
syntax match calcOperator "[-+*/^!·×÷√±|]"
syntax match calcRelation "==\|!=\|<=\|>=\|:=\|\~=\|[=<>≤≥≠≈]"
syntax match calcRange    "\.\.\|->"
syntax match calcAnswer   "=>"

" A name directly before its bracket, and the derivative signs.
syntax match calcCall     "\v<[[:alpha:]_\u0370-\u03ff][[:alnum:]_\u0300-\u03ff]*('+)?\ze\("
syntax match calcDerivative "\v<(d|∂)(\^?\d|[²³])?([[:alpha:]_]*)/(d|∂)[[:alpha:]_]+"
syntax match calcBig      "[∑∏∫∇∂]"

syntax keyword calcConstant e pi oo dne diverges none EulerGamma Catalan
syntax match   calcConstant "[π∞]"
syntax keyword calcWord     where at for in
syntax match   calcStatement "\v^\s*(assume|use|set|plot)>(\s*\=)@!"

syntax match calcHeading "^##\+ .*$"
syntax match calcProse   "^>.*$" contains=@Spell
syntax match calcComment "\(^\|\s\)#\(#\)\@!.*$" contains=calcDirective,@Spell
syntax match calcDirective "\v(expect|ignore): [a-z-]+" contained

highlight default link calcNumber     Number
highlight default link calcOperator   Operator
highlight default link calcRelation   Operator
highlight default link calcRange      Operator
highlight default link calcAnswer     Special
highlight default link calcCall       Function
highlight default link calcDerivative Function
highlight default link calcBig        Function
highlight default link calcConstant   Constant
highlight default link calcWord       Keyword
highlight default link calcStatement  Keyword
highlight default link calcHeading    Title
highlight default link calcProse      String
highlight default link calcComment    Comment
highlight default link calcDirective  SpecialComment

let b:current_syntax = "calc"
