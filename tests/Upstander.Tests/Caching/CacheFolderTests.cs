using Upstander.Caching;

namespace Upstander.Tests.Caching;

/// <summary>What a cache keeps, and what it lets go.</summary>
public sealed class CacheFolderTests : IDisposable
{
    private static readonly byte[] Large = new byte[4 << 20];

    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("upstander-folder-").FullName, "cache");

    public CacheFolderTests()
    {
        using var cache = CacheFolder.Open(folder)!;
        for (var i = 0; i < 10; i++)
        {
            cache.Add(Key(i), Large);
        }

        Assert.True(cache.Commit());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 10)]
    public void Who_asked_for_little_lets_the_rest_go_only_when_that_was_all_there_is_to_ask_for(bool askedForAll, int left)
    {
        using (var cache = CacheFolder.Open(folder)!)
        {
            Assert.NotNull(cache.Find(Key(3)));
            cache.Add(Key(100), [1, 2, 3]);
            Assert.True(cache.Commit(askedForAll));
        }

        using var again = CacheFolder.Open(folder)!;
        Assert.Equal(left, Enumerable.Range(0, 10).Count(i => again.Find(Key(i)) is not null));
        Assert.Equal([1, 2, 3], again.Find(Key(100))!.Value.ToArray());
    }

    [Fact]
    public void What_was_added_is_found_at_once_and_takes_the_place_of_what_was_there()
    {
        using (var cache = CacheFolder.Open(folder)!)
        {
            cache.Add(Key(3), [1, 2, 3]);
            Assert.Equal([1, 2, 3], cache.Find(Key(3))!.Value.ToArray());
            Assert.True(cache.Commit(askedForAll: false));
        }

        using var again = CacheFolder.Open(folder)!;
        Assert.Equal([1, 2, 3], again.Find(Key(3))!.Value.ToArray());
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    private static CacheKey Key(int number) => CacheKey.Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
