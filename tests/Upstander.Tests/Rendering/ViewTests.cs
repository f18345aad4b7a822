using Upstander.Rendering;

namespace Upstander.Tests.Rendering;

public class ViewTests
{
    [Fact]
    public void A_view_knows_a_field_left_out_from_one_that_does_not_exist()
    {
        var view = Make.View(("a", 1), ("b", null));
        Assert.Equal((true, false), (view.Has("b"), view.Has("c")));
        Assert.Null(view["b"]);
        Assert.Throws<ArgumentException>(() => view.Add("a", 2));
    }

    [Fact]
    public void Two_views_make_a_third_and_stay_as_they_are()
    {
        var first = Make.View(("a", 1), ("b", 2));
        var both = first.With(Make.View(("b", 3), ("c", 4)));

        Assert.Equal(["a 1", "b 3", "c 4"], both.Entries.Select(e => $"{e.Key} {e.Value}"));
        Assert.Equal(2, first["b"]);
    }

    [Fact]
    public void Only_neutral_values_can_be_frozen()
    {
        Assert.Throws<ArgumentException>(() => FrozenView.Freeze(Make.View(("a", DateTime.UnixEpoch))));
        Assert.Throws<ArgumentException>(() => FrozenView.Freeze(Make.View(("a", new List<object?> { Make.View(("b", new object())) }))));
        var circle = Make.View();
        circle.Add("self", circle);
        Assert.Throws<ArgumentException>(() => FrozenView.Freeze(circle));
    }

    [Fact]
    public void A_view_in_several_places_is_frozen_once()
    {
        var shared = Make.View(("id", "x"));
        var root = FrozenView.Freeze(Make.View(("a", shared), ("list", new List<object?> { shared }))).Root.ToDictionary();
        Assert.Same(root["a"], ((FrozenArray)root["list"]!)[0]);
    }

    [Fact]
    public void An_object_has_its_names_in_their_order_each_once_with_the_last_value()
    {
        foreach (var names in (string[][])[["b", "a"], ["a", "b"], ["b", "a", "c"], ["b", "d"], [], ["b", "a", "b"], ["b", "a", "b", "e"], ["a"]])
        {
            var frozen = new FrozenObject([.. names.Select((n, i) => new KeyValuePair<string, object?>(n, i))]);

            Assert.Equal(names.Distinct(), frozen.GetMembers());
            Assert.Equal(names.Distinct().Select(n => (n, (object?)Array.LastIndexOf(names, n))), frozen.Select(f => (f.Key, f.Value)));
            Assert.False(frozen.Contains("x") || frozen.TryGetValue(null, default, "x", out _));
        }
    }

    [Fact]
    public void Objects_of_one_kind_share_their_names() =>
        Assert.Same(
            FieldNames.Of([new("title", 1), new("summary", 2), new("id", 3)]),
            FieldNames.Of([new("title", "a"), new("summary", null), new("id", "b")]));

    [Fact]
    public void Names_are_shared_by_threads() =>
        Parallel.For(0, 2000, i =>
        {
            var frozen = new FrozenObject([new("first", i), new($"kind {i % 7}", i), new("last", i)]);
            Assert.Equal(["first", $"kind {i % 7}", "last"], frozen.GetMembers());
            Assert.All(frozen, field => Assert.Equal(i, field.Value));
        });
}
