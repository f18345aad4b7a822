using Upstander.Diagnostics;

namespace Upstander.Yaml;

/// <summary>What can be wrong with a file before its keys mean anything.</summary>
public static class YamlProblems
{
    /// <summary>UP1101</summary>
    public static Problem TooLarge { get; } = new("UP1101", Severity.Error, "A file of more than 2 MB.");

    /// <summary>UP1102</summary>
    public static Problem NotUtf8 { get; } = new("UP1102", Severity.Error, "A file that is not saved as UTF-8.");

    /// <summary>UP1103</summary>
    public static Problem ByteOrderMark { get; } = new("UP1103", Severity.Error, "A byte order mark anywhere but at the start of a file.");

    /// <summary>UP1104</summary>
    public static Problem ControlCharacter { get; } = new("UP1104", Severity.Error, "An invisible control character, or an escape that makes one.");

    /// <summary>UP1105</summary>
    public static Problem DirectionCharacter { get; } =
        new("UP1105", Severity.Error, "An invisible character that makes text read in another order than it is stored.");

    /// <summary>UP1106</summary>
    public static Problem TabIndentation { get; } = new("UP1106", Severity.Error, "A line indented with a tab.");

    /// <summary>UP1107</summary>
    public static Problem TooDeep { get; } = new("UP1107", Severity.Error, "Lists and maps nested more than 32 deep.");

    /// <summary>UP1108</summary>
    public static Problem TooManyValues { get; } = new("UP1108", Severity.Error, "A file with far too many values.");

    /// <summary>UP1109</summary>
    public static Problem SecondDocument { get; } = new("UP1109", Severity.Error, "More than one document in a file, or text after its end.");

    /// <summary>UP1110</summary>
    public static Problem EmptyFile { get; } = new("UP1110", Severity.Error, "A file without any content.");

    /// <summary>UP1111</summary>
    public static Problem NotAMap { get; } = new("UP1111", Severity.Error, "A file that is not a map of keys and values.");

    /// <summary>UP1112</summary>
    public static Problem Anchor { get; } = new("UP1112", Severity.Error, "An anchor (&name) or an alias (*name).");

    /// <summary>UP1113</summary>
    public static Problem MergeKey { get; } = new("UP1113", Severity.Error, "A merge key (<<).");

    /// <summary>UP1114</summary>
    public static Problem Tag { get; } = new("UP1114", Severity.Error, "A tag (!name).");

    /// <summary>UP1115</summary>
    public static Problem Directive { get; } = new("UP1115", Severity.Error, "A directive (%NAME).");

    /// <summary>UP1116</summary>
    public static Problem DuplicateKey { get; } = new("UP1116", Severity.Error, "The same key twice in one map.");

    /// <summary>UP1117</summary>
    public static Problem BadKey { get; } = new("UP1117", Severity.Error, "A key that is not one short line of text.");

    /// <summary>UP1118</summary>
    public static Problem SwallowedText { get; } = new("UP1118", Severity.Error, "Text that YAML reads as a comment because of a '#'.");

    /// <summary>UP1119</summary>
    public static Problem NeedsQuotes { get; } = new("UP1119", Severity.Error, "Text that means something else to YAML unless it stands in quotes.");

    /// <summary>UP1120</summary>
    public static Problem Unclosed { get; } = new("UP1120", Severity.Error, "A bracket or quote that is never closed.");

    /// <summary>UP1121</summary>
    public static Problem Indentation { get; } = new("UP1121", Severity.Error, "A line whose indentation does not fit the lines above it.");

    /// <summary>UP1122</summary>
    public static Problem Escape { get; } = new("UP1122", Severity.Error, "A backslash in double quotes that YAML does not know.");

    /// <summary>UP1123</summary>
    public static Problem Syntax { get; } = new("UP1123", Severity.Error, "A line that YAML cannot read.");

    /// <summary>UP1124</summary>
    public static Problem More { get; } = new("UP1124", Severity.Error, "Further problems of a file that are not listed one by one.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        TooLarge, NotUtf8, ByteOrderMark, ControlCharacter, DirectionCharacter, TabIndentation, TooDeep, TooManyValues,
        SecondDocument, EmptyFile, NotAMap, Anchor, MergeKey, Tag, Directive, DuplicateKey, BadKey, SwallowedText,
        NeedsQuotes, Unclosed, Indentation, Escape, Syntax, More,
    ];
}
