using System.Text;
using CsCheck;
using Upstander.Publishing;

namespace Upstander.Tests.Publishing;

public class OutputPathTests
{
    [Theory]
    [InlineData("index.html")]
    [InlineData("learner/a-clear-yes/index.html")]
    [InlineData("assets/señal_2.png")]
    [InlineData("learner/موافقة/index.html")]
    [InlineData("learner/同意/index.html")]
    [InlineData("console/index.html")]
    [InlineData("com10.html")]
    [InlineData("lpt.html")]
    [InlineData("a.b.c.tar.gz")]
    public void Accepts_what_is_safe_everywhere(string path)
    {
        Assert.Equal(path, OutputPath.Normalize(path, out var fault));
        Assert.Null(fault);
    }

    [Fact]
    public void Composes_letters()
    {
        Assert.Equal("caf\u00e9.html", OutputPath.Normalize("cafe\u0301.html", out _));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("..", "never leaves")]
    [InlineData("a/../../b", "never leaves")]
    [InlineData("./a", "never leaves")]
    [InlineData("a//b", "empty name")]
    [InlineData("a/", "empty name")]
    [InlineData("a\\..\\b", "'\\'")]
    [InlineData("C:\\x", "':'")]
    [InlineData("c:x", "':'")]
    [InlineData("a b.html", "' '")]
    [InlineData("con", "reserved")]
    [InlineData("learner/NUL.html", "reserved")]
    [InlineData("aux.tar.gz", "reserved")]
    [InlineData("Com1.html", "reserved")]
    [InlineData("lpt9", "reserved")]
    [InlineData("com\u00b9", "'¹'")]
    [InlineData("CONIN$", "'$'")]
    [InlineData("x.", "ends with")]
    [InlineData("a./b", "ends with")]
    [InlineData(".htaccess", "dot")]
    [InlineData("a/.git/config", "dot")]
    [InlineData(".upstander-manifest.json", "dot")]
    [InlineData("progra~1", "'~'")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\u202eb", "U+202E")]
    [InlineData("a\u200db", "U+200D")]
    [InlineData("a?b", "'?'")]
    [InlineData("a%2e", "'%'")]
    [InlineData("a#b", "'#'")]
    [InlineData("1/2/3/4/5/6/7/8/9", "deep")]
    public void Refuses_what_is_not(string path, string because)
    {
        Assert.Null(OutputPath.Normalize(path, out var fault));
        Assert.Contains(because, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_half_a_character()
    {
        Assert.Null(OutputPath.Normalize("a\ud800b", out var fault));
        Assert.Contains("well-formed", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_long_names_and_paths()
    {
        Assert.NotNull(OutputPath.Normalize(new string('a', 100), out _));
        Assert.Null(OutputPath.Normalize(new string('a', 101), out _));
        Assert.Null(OutputPath.Normalize(new string('同', 70), out _));
        Assert.Null(OutputPath.Normalize(string.Join('/', Enumerable.Repeat(new string('a', 60), 4)), out _));
    }

    [Theory]
    [InlineData("a/Index.html", "A/index.HTML")]
    [InlineData("caf\u00e9", "CAFE\u0301")]
    [InlineData("\u212a", "k")]
    [InlineData("ſ", "S")]
    [InlineData("σ", "ς")]
    public void Folds_spellings_that_some_system_takes_for_one(string a, string b)
    {
        Assert.Equal(OutputPath.Fold(a), OutputPath.Fold(b));
    }

    // Half of the characters are chosen to hurt.
    private static readonly Gen<string> Hurtful = Gen.OneOf(
        Gen.OneOf("/", "\\", "..", ".", " ", "con", "NUL", "com1", ":", "\0", "~", "e\u0301", "\u202e", "\ud800", "C:", "//", "*"),
        Gen.Char.Select(c => c.ToString()),
        Gen.Char['a', 'z'].Select(c => c.ToString()));

    [Fact]
    public void Accepted_paths_never_climb_and_are_names_on_every_system()
    {
        var root = Path.Combine(Path.GetTempPath(), "root");
        Hurtful.Array[0, 8].Select(string.Concat).Sample(
            text =>
            {
                if (OutputPath.Normalize(text, out var fault) is not { } path)
                {
                    Assert.NotNull(fault);
                    return;
                }

                Assert.Equal(path, OutputPath.Normalize(path, out _));
                Assert.True(path.IsNormalized(NormalizationForm.FormC));
                Assert.StartsWith(root + Path.DirectorySeparatorChar, Path.GetFullPath(Path.Combine(root, path)), StringComparison.Ordinal);
                Assert.Equal(path, Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(root, path))).Replace('\\', '/'));
                foreach (var name in path.Split('/'))
                {
                    Assert.DoesNotMatch(@"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", name);
                    Assert.DoesNotMatch("[<>:\"/\\\\|?*\\x00-\\x1f\\x7f ]", name);
                    Assert.DoesNotMatch(@"^\.|[. ]$|^$", name);
                    Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 255);
                }
            },
            iter: 100_000);
    }
}
