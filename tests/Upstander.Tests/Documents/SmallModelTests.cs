using Upstander.Documents;
using Upstander.Lessons;

namespace Upstander.Tests.Documents;

/// <summary>Small tables: numbers as they are dialed, licences as they are printed.</summary>
public class SmallModelTests
{
    [Theory]
    [InlineData("US", "800-656-4673", "+18006564673")]
    [InlineData("US", "(206) 555 0100", "+12065550100")]
    [InlineData("CA", "1-800-668-6868", "+18006686868")]
    [InlineData("US", "2-800-668-6868", "28006686868")]
    [InlineData("US", "988", "988")]
    [InlineData("US", "22522", "22522")]
    [InlineData("GB", "0808 500 2222", "08085002222")]
    [InlineData("GB", "0800 1111", "08001111")]
    [InlineData("IE", "1800 77 88 88", "1800778888")]
    [InlineData("GB", "+44 808 500 2222", "+448085002222")]
    [InlineData("US", " +1 800 656 4673", "+18006564673")]
    [InlineData("AU", "1800 737 732", "1800737732")]
    [InlineData("NZ", "0800 044 334", "0800044334")]
    [InlineData(null, "800-656-4673", "8006564673")]
    [InlineData("US", "٨٠٠ 911", "911")]
    public void A_number_is_dialed_as_it_works_there(string? country, string number, string dialed) => Assert.Equal(dialed, ServiceModel.Dialed(number, country));

    [Theory]
    [InlineData("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")]
    [InlineData("CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/")]
    [InlineData("CC-BY-SA-3.0", "CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/")]
    [InlineData("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")]
    [InlineData("MIT", "MIT", null)]
    [InlineData("CC-BY", "CC-BY", null)]
    public void A_licence_has_a_name_and_an_address(string id, string name, string? url)
    {
        Assert.Equal(name, Licenses.NameOf(id));
        Assert.Equal(url, Licenses.UrlOf(id));
    }
}
