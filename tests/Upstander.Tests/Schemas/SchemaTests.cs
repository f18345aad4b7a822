using Upstander.Schemas;

namespace Upstander.Tests.Schemas;

public sealed class SchemaTests
{
    public static TheoryData<string> Formats => [.. JsonSchema.Names];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_schema_in_the_repository_is_the_one_that_the_readers_make(string format)
    {
        var path = Path.Combine(Repository.Root, "schema", $"{format}.schema.json");
        var current = JsonSchema.Of(format)!;
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, current);
        }

        Assert.Equal(current, File.ReadAllText(path));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Every_shipped_file_is_valid_against_its_schema(string file)
    {
        var json = YamlAsJson.Of(Path.Combine(Repository.Root, file), out var kind);
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(JsonSchema.Of(kind)!, TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(json).Select(e => $"{e.Path}: {e.Kind}"));
    }

    [Fact]
    public async Task The_schema_refuses_a_misspelt_key()
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(JsonSchema.Of("brand")!, TestContext.Current.CancellationToken);

        Assert.NotEmpty(schema.Validate("""{ "brand": 1, "nmae": "x" }"""));
    }

    public static TheoryData<string> Shipped()
    {
        var data = new TheoryData<string>();
        foreach (var folder in new[] { "lessons", "standards", "starters" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                data.Add(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));
            }
        }

        data.Add("templates/documents.yaml");
        return data;
    }
}
