using CsCheck;

namespace Upstander.Tests.Caching;

/// <summary>Whatever is edited in whatever order, and however often it is built between: the output is that of a clean build, byte for byte.</summary>
public sealed class CachePropertyTests
{
    private static readonly string[] Names = [.. Edits.All.Keys];

    [Fact]
    public void Any_edits_in_any_order_end_in_the_bytes_of_a_clean_build() => Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Bool).List[1, 6].Sample(
        edits =>
        {
            using var course = new CachedCourse { Rules = new([], [], NoCheck: true) };
            course.Build();
            foreach (var (edit, builds) in edits)
            {
                try
                {
                    Edits.All[Names[edit]](course);
                }
                catch (Exception e) when (e is Xunit.Sdk.XunitException or FileNotFoundException)
                {
                    // Another edit has removed what this one is about.
                }

                if (builds)
                {
                    course.Build();
                }
            }

            course.AssertSame();
        },
        iter: 12,
        threads: 1);
}
