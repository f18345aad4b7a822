// What search.js searches.
const upstanderIndex = {
skip: "a about an and are as at be by can do does for from has have how i if in into is it its my of on or our so that the their them there they this to us was we what when where which who why will with you your",
glossary: null,
words: [],
units: {
"first-unit": ["First unit","units/first-unit.html"],
},
lessons: [
{id:"sample",title:"A sample",page:"*index.html",unit:"first-unit",band:"g68",minutes:20,
topics:["trust","limits"],
sheets:[["Letter","*letter.html","Letter"],],
text:"learners meet every field once asking respect sounds ask before borrowing"},
{id:"short",title:"Short",page:"*index.html",unit:"first-unit",band:"g68",minutes:15,
text:"learners ask before borrow borrowing"},
]};
