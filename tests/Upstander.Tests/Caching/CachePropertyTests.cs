namespace Upstander.Tests.Caching;

/// <summary>Whatever is edited in whatever order, and however often it is built between: the output is that of a clean build, byte for byte.</summary>
public sealed class CachePropertyTests
{
    [Fact]
    public void Any_edits_in_any_order_end_in_the_bytes_of_a_clean_build() => Edits.InAnyOrder(() => new CachedCourse { Rules = new([], [], NoCheck: true) }, tries: 12);
}
